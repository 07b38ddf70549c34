// The document inside the page of `liandong bench`, and bench.json: what `document` of analysis/scaling_document.h
// writes. Rates are per second, sizes in bytes.

export interface Load {
  seconds: number;
  own_threads: number;
  foreign_threads: number;
  disturbed: boolean;
}

export interface ReferencePoint {
  residents: number;
  threads: number;
  ticks: number;
  repetitions: number;
  updates_per_second: number;
  updates_per_second_min: number;
  updates_per_second_max: number;
  handwritten_updates_per_second: number;
  handwritten_updates_per_second_min: number;
  handwritten_updates_per_second_max: number;
  share_of_handwritten: number;
  build_seconds: number;
  bytes_per_resident: number;
  arcs_per_resident: number;
  state_hash: string;
  hashed_ticks: number;
  load: Load;
}

export interface GovernancePoint {
  threads: number;
  replicates: number;
  residents: number;
  weeks: number;
  repetitions: number;
  resident_weeks_per_second: number;
  resident_weeks_per_second_min: number;
  resident_weeks_per_second_max: number;
  bytes_per_resident: number;
  load: Load;
}

export interface Bound {
  threads: number;
  read_bandwidth: number;
  gathers: { table_bytes: number; lookups_per_second: number }[];
}

export interface Bench {
  format: number;
  machine: {
    cpu: string;
    instruction_set: string;
    hardware_threads: number;
    numa_nodes: number;
    memory_bytes: number;
    available_bytes: number;
    huge_pages: string;
    frequency_governor: string;
    load_average: number;
  };
  program: {
    version: string;
    commit: string;
    dirty: boolean;
    compiler: string;
    flags: string;
    command: string;
    created: string;
  };
  load: { before: Load; during: Load };
  bounds: Bound[];
  strong: ReferencePoint[];
  weak: ReferencePoint[];
  governance: GovernancePoint[];
}
