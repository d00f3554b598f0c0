import { readdir, readFile, rename, stat } from 'node:fs/promises';
import path from 'node:path';
import { DeleteObjectCommand, GetObjectCommand, paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';
import { HoldfastError } from '../../functions/domain/errors.ts';

/** Where failed records lie: a bucket in AWS, a folder on this machine. */
export interface FailureStore {
  /** Names of the files not yet worked off. */
  list(): Promise<readonly string[]>;
  read(name: string): Promise<string>;
  /** Marks a file as worked off; called only after its keys were recomputed. */
  finish(name: string): Promise<void>;
}

const doneSuffix = '.redriven';

function folderStore(folder: string): FailureStore {
  return {
    async list() {
      const found = await stat(folder).catch(() => undefined);
      if (found?.isDirectory() !== true) {
        throw new HoldfastError('redrive.no-folder', `there is no folder of failed records at ${folder}`);
      }
      const names = await readdir(folder, { recursive: true });
      return names.filter((name) => name.endsWith('.json')).sort();
    },
    read: (name) => readFile(path.join(folder, name), 'utf8'),
    finish: (name) => rename(path.join(folder, name), path.join(folder, `${name}${doneSuffix}`)),
  };
}

function bucketStore(bucket: string, prefix: string): FailureStore {
  const client = new S3Client({});
  return {
    async list() {
      const names: string[] = [];
      for await (const page of paginateListObjectsV2({ client }, { Bucket: bucket, Prefix: prefix })) {
        for (const { Key } of page.Contents ?? []) if (Key !== undefined) names.push(Key);
      }
      return names;
    },
    async read(name) {
      const answer = await client.send(new GetObjectCommand({ Bucket: bucket, Key: name }));
      return (await answer.Body?.transformToString()) ?? '';
    },
    async finish(name) {
      await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: name }));
    },
  };
}

/** Opens `s3://bucket/prefix` or a folder. */
export function openFailureStore(address: string): FailureStore {
  const s3 = /^s3:\/\/([^/]+)\/?(.*)$/.exec(address);
  return s3?.[1] === undefined ? folderStore(address) : bucketStore(s3[1], s3[2] ?? '');
}
