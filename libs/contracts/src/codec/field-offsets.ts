/** Where each field of a framed value begins, in schema order; the last entry is the end. */
export type FieldOffsets = readonly number[];
