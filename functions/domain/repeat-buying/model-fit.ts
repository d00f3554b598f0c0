/** The models by name: the first is the default, the others are for comparison. */
export const repeatModelNames = ['mbgNbd', 'bgNbd', 'paretoNbd', 'nbd'] as const;
export type RepeatModelName = (typeof repeatModelNames)[number];

/** `failed`: no maximum was found. `too-little-history`: not tried, plain rates are used instead. */
export type FitStatus = 'converged' | 'failed' | 'too-little-history';

/** Parameters of a model by the literature's names, all above 0. */
export type ParametersOf<Name extends string> = Readonly<Record<Name, number>>;

/** What became of fitting a model. */
export interface ModelFit<Name extends string> {
  /** Null where there is no fit. */
  readonly parameters: ParametersOf<Name> | null;
  readonly logLikelihood: number | null;
  /** From the curvature of the log-likelihood; null as a whole where it has none at the maximum. */
  readonly standardErrors: ParametersOf<Name> | null;
  readonly status: FitStatus;
  /** In plain words, why there is no fit; null where there is one. */
  readonly reason: string | null;
}

export type MbgNbdParameter = 'r' | 'alpha' | 'a' | 'b';
export type BgNbdParameter = 'r' | 'alpha' | 'a' | 'b';
export type ParetoNbdParameter = 'r' | 'alpha' | 's' | 'beta';
export type NbdParameter = 'r' | 'alpha';
export type GammaGammaParameter = 'p' | 'q' | 'v';
export type ShiftedBetaGeometricParameter = 'alpha' | 'beta';
