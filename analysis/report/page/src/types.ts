// The document inside a report; its types are made from report.schema.json.
export type * from '../generated/report';

/** A figure; null where it is not defined or not bounded. */
export type Number = number | null;
