/** What a fit of the sheets says. Estimates that its case does not have are undefined. */
import type { Graph } from './graph';
import type { Cholesky } from './matrix';

export type Case = 'nothing_shared' | 'no_chance' | 'unidentified' | 'no_severity' | 'severity_only' | 'estimated';

export interface Variances {
  readonly lambda: number | undefined;
  /** −2 log restricted likelihood. */
  readonly criterion: number | undefined;
  /** σ² */
  readonly residual: number | undefined;
  /** σ_v² */
  readonly severity: number | undefined;
}

/** The factor of the uncertainty of some of the jurors' severities, who stand in its order. */
export interface Factored {
  readonly jurors: Int32Array;
  readonly factor: Cholesky;
}

export interface Estimates {
  readonly case: Case;
  readonly variances: Variances;
  /** v, by juror. */
  readonly severity: Float64Array;
  readonly severityError: Float64Array | undefined;
  /** By entry. */
  readonly corrected: Float64Array;
  readonly correctedError: Float64Array | undefined;
  /** None where v is not uncertain. */
  readonly factors: readonly Factored[];
}

export interface Linkage {
  readonly graph: Graph;
  /** The second smallest eigenvalue of A; 0 with several components, and for a single juror. */
  readonly weakestLink: number;
}

export interface SeverityFit extends Estimates, Linkage {}

export interface Shrunk {
  /** τ² */
  readonly entryVariance: number;
  readonly reliability: number | undefined;
  /** m_g, by group. */
  readonly means: Float64Array;
  /** k_e and the following by entry. */
  readonly weight: Float64Array;
  readonly score: Float64Array;
  readonly deviation: Float64Array;
}
