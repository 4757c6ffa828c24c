/** Of the REST interface, semantic; in the header of every answer. The path has its major part. */
export const API_VERSION = '1.0.0';
