// The package asks for this polyfill before its own first line; the only place where it is imported.
import 'reflect-metadata';
export * from '@peculiar/x509';
