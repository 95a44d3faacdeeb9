/** Scores as they might have come out: blocks of 256 draws, each unit with a stream of its own. */
import { normal, type Seed, Stream } from './generator';
import type { Factored } from './model';
import type { Ratings } from './ratings';

export const BLOCK = 256;

/**
 * A score drawn is offset + shift·μ − pull·Σ_panel v + spread·z. Without a μ that is drawn, `shift` is undefined;
 * otherwise it stands behind the jurors as one more of them.
 */
export interface DrawModel {
  readonly factors: readonly Factored[];
  /** v̂ by juror, then μ̂ if it is drawn. */
  readonly centre: Float64Array;
  /** σ */
  readonly scale: number;
  readonly offset: Float64Array;
  readonly shift: Float64Array | undefined;
  readonly pull: Float64Array;
  readonly spread: Float64Array;
}

export class Draws {
  private readonly stream: Stream;
  private readonly streams: number;
  private readonly words = new Uint32Array(BLOCK);
  private block = -1;
  /** By juror (and μ), the block's draws. */
  private readonly drawn: Float64Array;
  private readonly lowest: Float64Array;
  private highestMean = 0;

  constructor(private readonly ratings: Ratings, private readonly model: DrawModel, seed: Seed) {
    this.stream = new Stream(seed);
    this.streams = model.centre.length + ratings.entries.length;
    this.drawn = new Float64Array(model.centre.length * BLOCK);
    this.lowest = Float64Array.from(model.centre);
  }

  /** Draws the severities of a block; all that follows is of this block. */
  begin(block: number): void {
    this.block = block;
    const { centre, factors, scale } = this.model;
    for (let j = 0; j < centre.length; j += 1) this.drawn.fill(centre[j]!, j * BLOCK, (j + 1) * BLOCK);
    for (const { jurors, factor } of factors) {
      const rows = new Float64Array(jurors.length * BLOCK);
      jurors.forEach((j, i) => {
        this.fillWords(this.unitOfJuror(j));
        for (let r = 0; r < BLOCK; r += 1) rows[i * BLOCK + r] = normal(this.words[r]!);
      });
      factor.solveTransposed(rows, BLOCK);
      jurors.forEach((j, i) => {
        for (let r = 0; r < BLOCK; r += 1) this.drawn[j * BLOCK + r]! += scale * rows[i * BLOCK + r]!;
      });
    }
    this.findExtremes();
  }

  private findExtremes(): void {
    const { centre, shift } = this.model;
    for (let j = 0; j < centre.length; j += 1) {
      const draws = this.drawn.subarray(j * BLOCK, (j + 1) * BLOCK);
      this.lowest[j] = Math.min(...draws);
      if (shift !== undefined && j + 1 === centre.length) this.highestMean = Math.max(...draws);
    }
  }

  /** μ is numbered behind all entries. */
  private unitOfJuror(j: number): number {
    const jurors = this.ratings.jurors.length;
    return j < jurors ? j : jurors + this.ratings.entries.length;
  }

  private fillWords(unit: number): void {
    this.stream.begin(this.block * this.streams + unit);
    this.stream.fill(this.words);
  }

  /** The generator's numbers for an entry, valid until the next call. */
  wordsOf(entry: number): Uint32Array {
    this.fillWords(this.ratings.jurors.length + entry);
    return this.words;
  }

  /** A score drawn, but for the entry's own chance. */
  centreOf(entry: number, draw: number): number {
    const { first, juror, jurors } = this.ratings;
    const { offset, shift, pull } = this.model;
    let sum = 0;
    for (let i = first[entry]!; i < first[entry + 1]!; i += 1) sum += this.drawn[juror[i]! * BLOCK + draw]!;
    const mean = shift === undefined ? 0 : shift[entry]! * this.drawn[jurors.length * BLOCK + draw]!;
    return offset[entry]! + mean - pull[entry]! * sum;
  }

  /** No draw of the block has a centre above this. */
  centreBound(entry: number): number {
    const { first, juror } = this.ratings;
    const { offset, shift, pull } = this.model;
    let sum = 0;
    for (let i = first[entry]!; i < first[entry + 1]!; i += 1) sum += this.lowest[juror[i]!]!;
    const mean = shift === undefined ? 0 : shift[entry]! * this.highestMean;
    return offset[entry]! + mean - pull[entry]! * sum;
  }

  spreadOf(entry: number): number {
    return this.model.spread[entry]!;
  }

  /** All scores of an entry in the block, written at `from`, `from + step`, … */
  scores(entry: number, target: Float64Array, from: number, step: number): void {
    const words = this.wordsOf(entry);
    const spread = this.model.spread[entry]!;
    for (let r = 0; r < BLOCK; r += 1) target[from + r * step] = this.centreOf(entry, r) + spread * normal(words[r]!);
  }

  /** The score that an entry would have without any chance: whoever is high here is likely to lead. */
  expected(entry: number): number {
    const { first, juror, jurors } = this.ratings;
    const { centre, offset, shift, pull } = this.model;
    let sum = 0;
    for (let i = first[entry]!; i < first[entry + 1]!; i += 1) sum += centre[juror[i]!]!;
    const mean = shift === undefined ? 0 : shift[entry]! * centre[jurors.length]!;
    return offset[entry]! + mean - pull[entry]! * sum;
  }
}
