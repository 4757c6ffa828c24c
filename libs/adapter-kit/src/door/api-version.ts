/** Of the partner API; in the header of every answer and in the OpenAPI document. */
export const API_VERSION = '1.0.0';
