import { bgNbd } from '../../../functions/domain/repeat-buying/bg-nbd.ts';
import { buyerCompressor } from '../../../functions/domain/repeat-buying/compress-buyers.ts';
import type { CompressedBuyers } from '../../../functions/domain/repeat-buying/compressed-buyers.ts';
import { fitRepeatModel } from '../../../functions/domain/repeat-buying/fit-repeat-model.ts';
import { mbgNbd } from '../../../functions/domain/repeat-buying/mbg-nbd.ts';
import { nbd } from '../../../functions/domain/repeat-buying/nbd.ts';
import { paretoNbd } from '../../../functions/domain/repeat-buying/pareto-nbd.ts';
import type { RepeatModel } from '../../../functions/domain/repeat-buying/repeat-model.ts';
import { randomFor } from '../../../functions/domain/simulation/random.ts';
import { cdnowBuyers, cdnowLastDay, compress, hasCdnow } from '../../support/cdnow.ts';
import { drawBuyer } from '../../support/simulated-buyers.ts';

const print = (line: string): void => void process.stdout.write(`${line}\n`);

/** A million buyers of two years, by days: each first bought on some day, and later times are cut to whole days. */
function simulatedMillion(): CompressedBuyers {
  const compressor = buyerCompressor();
  const parameters = { r: 0.5, alpha: 40, a: 0.9, b: 1.6 };
  for (let buyer = 0; buyer < 1_000_000; buyer += 1) {
    const random = randomFor(1, buyer);
    const { repeatPurchaseDays, ageAtLastOrder, age } = drawBuyer(random, 'mbgNbd', parameters, random.below(730) + 1);
    compressor.add({ repeatPurchaseDays, ageAtLastOrder: Math.floor(ageAtLastOrder), age });
  }
  return compressor.build();
}

function measureFit<Parameter extends string>(model: RepeatModel<Parameter>, buyers: CompressedBuyers): void {
  // A copy, as what is prepared of the buyers for the first model would be there for the next.
  const fresh = { ...buyers };
  const start = performance.now();
  const { parameters, logLikelihood, status } = fitRepeatModel(model, fresh);
  const seconds = (performance.now() - start) / 1000;
  const fitted = JSON.stringify(parameters, (_, value) => (typeof value === 'number' ? +value.toPrecision(4) : value));
  print(`  ${model.name.padEnd(10)} ${seconds.toFixed(2)} s  ${status} ${fitted} ${logLikelihood?.toFixed(2)}`);
}

function measure(name: string, make: () => CompressedBuyers, withPareto: boolean): void {
  const start = performance.now();
  const buyers = make();
  const seconds = ((performance.now() - start) / 1000).toFixed(2);
  print(`${name}: ${buyers.buyerCount} buyers, ${buyers.length} distinct, made in ${seconds} s`);
  measureFit(mbgNbd, buyers);
  print(`  peak memory of the process so far ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`);
  measureFit(bgNbd, buyers);
  measureFit(nbd, buyers);
  if (withPareto) measureFit(paretoNbd, buyers);
}

const [, , workload] = process.argv;
if (workload === 'million') measure('simulated, two years by days', simulatedMillion, false);
else if (hasCdnow('master', 'CDNOW')) {
  measure('CDNOW master, 1.5 years in weeks', () => compress(cdnowBuyers('master', cdnowLastDay)), true);
}
