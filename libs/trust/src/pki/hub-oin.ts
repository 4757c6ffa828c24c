/** OIN under which the development hub calls agencies: a test number (prefix 00000099). A real one is in the certificate of `SCHAKEL_PUSH_CERT`. */
export const DEVELOPMENT_HUB_OIN = '00000099000000000000';
