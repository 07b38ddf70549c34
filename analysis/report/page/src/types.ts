// The document inside a report: what `report_document` of analysis/report/document.h writes.
// Figures are in the unit of their definition; null stands for "not defined" or "not bounded".
// Weeks count from the end of the burn-in.

export type Number = number | null;
export interface Text {
  zh: string;
  en: string;
}

export interface Indicator {
  key: string;
  theme: string;
  unit: string;
  direction: -1 | 0 | 1; // whether more is worse, neither, or better
  smallest: number; // smallest difference that matters
  name: Text;
  meaning: Text;
}
export interface Group {
  key: string;
  name: Text;
}

export interface Lever {
  key: string;
  unit: string;
  low: number;
  high: number;
  whole: boolean;
  name: Text;
  meaning: Text;
  before: number;
  after: Number[]; // [arms] at the end
}
export interface Stage {
  week: number;
  label: Text;
  changes: { key: string; from: number; to: number }[];
}

export interface Bands {
  mean: Number[][];
  low: Number[][];
  high: Number[][];
} // [indicators][blocks]
export interface Differences {
  delta: Number[][];
  low: Number[][];
  high: Number[][];
} // [indicators | communities][…]

export type Flow = [from: string, to: string, amount: number]; // fen or minutes per year

export interface Arm {
  name: string;
  title: Text;
  equal_cost_to: string;
  cost_scale: number;
  cost_scale_clamped: boolean;
  public_cost: number; // fen per resident and year
  hashes: string[];
  first_difference: Number;
  stages: Stage[];
  path: Bands;
  communities: Number[][]; // [communities][indicators]
  money: Flow[];
  minutes: Flow[];
}

export enum Verdict {
  better,
  worse,
  none,
  open,
  different,
}
export interface Effect {
  figure: string;
  a: Number;
  b: Number;
  delta: Number;
  low: Number;
  high: Number;
  pairs: number;
  agree: Number;
  reduction: Number;
  p: Number;
  verdict: Verdict;
}
export interface Contrast {
  a: number;
  b: number;
  equal_cost: boolean;
  effects: Effect[];
  groups: Effect[];
  path: Differences;
  communities: Differences | null;
}

export interface Packed {
  t: 'u8' | 'u16' | 'u32';
  b: string;
} // base64 of little-endian numbers
export interface Picture {
  arm: string;
  week: number;
  community: number;
  ties: number;
  density: number;
  centralisation: number;
  isolates: number;
  x: Packed;
  y: Packed; // 0 … 4095
  flags: Packed; // bits: 1 migrant, 2 active, 4 volunteer, 8 leader
  age: Packed;
  from: Packed;
  to: Packed;
  weight: Packed;
}

export interface Pattern {
  indicator: number;
  low: number;
  high: number;
  source: Text;
  value: Number;
  from: Number;
  to: Number;
  hit: boolean;
}
export interface Assumption {
  kind: 'lever' | 'place' | 'context' | 'mechanism';
  key: string;
  unit: string;
  name: Text;
  source: string;
  value: Number;
}

export interface Report {
  format: number;
  study: {
    name: string;
    title: Text;
    question: Text;
    weeks: number;
    burn_in_weeks: number;
    burn_in_title: Text;
    replicates: number;
    communities: number;
    residents: number;
    seed: string;
    start_year: number;
    confidence: number;
    headline: string[];
    shock: { week: number; weeks: number } | null;
  };
  provenance: {
    version: string;
    commit: string;
    dirty: boolean;
    compiler: string;
    flags: string;
    command: string;
    created: string;
    sources: string;
    wall_seconds: number;
    peak_bytes: number;
  };
  indicators: Indicator[];
  groups: Group[];
  group_indicators: Indicator[];
  weeks_per_block: number;
  burn_in: Bands;
  arms: Arm[];
  contrasts: Contrast[];
  pictures: Picture[];
  levers: Lever[];
  patterns: Pattern[];
  parameters: { of: number; assumed: Assumption[] };
}
