import { CfnElement, Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { Grant } from 'aws-cdk-lib/aws-iam';
import type { DlqDestinationConfig, IEventSourceDlq, IEventSourceMapping, IFunction } from 'aws-cdk-lib/aws-lambda';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';

export interface FailedRecordsBucketProps {
  readonly keptDays: number;
}

/** Takes stream records that their consumer gave up, whole, so that `redrive` can recompute their keys. */
export class FailedRecordsBucket extends Construct implements IEventSourceDlq {
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string, props: FailedRecordsBucketProps) {
    super(scope, id);
    this.bucket = new Bucket(this, 'Bucket', {
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      lifecycleRules: [
        { expiration: Duration.days(props.keptDays), abortIncompleteMultipartUploadAfter: Duration.days(1) },
      ],
      // CloudFormation cannot delete a bucket that holds something, and emptying it needs a custom resource.
      removalPolicy: RemovalPolicy.RETAIN,
    });
    Validations.of(this.bucket).acknowledge({
      id: 'AwsSolutions-S1',
      reason:
        'Only Lambda writes and only operators read, and every object expires; an access log would outlive what it logs.',
    });
  }

  /** How AwsSolutions checks name the bucket in a finding. */
  get findingName(): string {
    const resource = this.bucket.node.defaultChild;
    return CfnElement.isCfnElement(resource) ? `<${Stack.of(this).getLogicalId(resource)}.Arn>` : '';
  }

  /** The two actions that Lambda asks for; the CDK's own S3 destination would let the function read and delete too. */
  bind(_mapping: IEventSourceMapping, target: IFunction): DlqDestinationConfig {
    Grant.addToPrincipal({
      grantee: target,
      actions: ['s3:PutObject'],
      resourceArns: [this.bucket.arnForObjects('*')],
    });
    Grant.addToPrincipal({ grantee: target, actions: ['s3:ListBucket'], resourceArns: [this.bucket.bucketArn] });
    return { destination: this.bucket.bucketArn };
  }
}
