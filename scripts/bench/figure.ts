/** What was measured: the median of several runs, and the quartiles around it. */
export interface Figure {
  readonly unit: Unit;
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

export interface Unit {
  readonly name: string;
  readonly show: (value: number) => string;
}

export const bytes: Unit = {
  name: "bytes",
  show: (value) =>
    value < 1_000_000 ? `${(value / 1000).toFixed(2)} kB` : `${(value / 1e6).toFixed(2)} MB`,
};
export const milliseconds: Unit = {
  name: "milliseconds",
  show: (value) => (value < 100 ? `${value.toFixed(1)} ms` : `${Math.round(value)} ms`),
};
export const count: Unit = { name: "count", show: String };

export const figure = (unit: Unit, values: readonly number[]): Figure => {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): number => {
    const place = share * (sorted.length - 1);
    const [below = NaN, above = below] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
    return below + (above - below) * (place % 1);
  };
  return { unit, median: at(0.5), low: at(0.25), high: at(0.75) };
};

/** What does not vary is measured once. */
export const exactly = (unit: Unit, value: number): Figure => figure(unit, [value]);
