import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { HoldfastError } from '../../functions/domain/errors.ts';
import type { PlantedTruth } from '../../functions/domain/evaluation/planted-truth.ts';

const itemSets = z.array(z.object({ items: z.array(z.string()).min(2) }));

/** What is used of a truth file; the rest may be anything. */
const truthFile = z.object({
  complements: z.array(
    z.object({
      items: z.tuple([z.string(), z.string()]),
      lift: z.number().positive(),
      rate: z.number().positive().max(0.5),
    }),
  ),
  substitutes: itemSets,
  variants: itemSets,
});

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new HoldfastError('evaluation.truth', `${path} is not JSON; needed is what \`simulate --truth\` writes`, {
      cause,
    });
  }
}

/**
 * Reads the planted relations of a file that `simulate --truth` wrote.
 * @throws HoldfastError `evaluation.truth` where it is not such a file, or of a shop without complements
 */
export async function readTruth(path: string): Promise<PlantedTruth> {
  const parsed = truthFile.safeParse(parseJson(path, await readFile(path, 'utf8')));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new HoldfastError(
      'evaluation.truth',
      `${path} is not what \`simulate --truth\` writes: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`,
    );
  }
  const { complements, substitutes, variants } = parsed.data;
  if (complements.length === 0) {
    throw new HoldfastError(
      'evaluation.truth',
      `${path} has no planted complements; for a shop without, give the truth of the same shop with them: it has the same items`,
    );
  }
  return { complements, alternatives: [...substitutes, ...variants].map(({ items }) => items) };
}
