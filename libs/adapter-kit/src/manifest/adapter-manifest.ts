import type { ControlCode, Endpoint, MessageCode } from '#lib/domain';

/** `push`: the hub calls the agency; `pull`: the agency fetches and acknowledges, and never has to take a call. */
export type TransportKind = 'push' | 'pull';

export interface ManifestEndpoint {
  readonly endpoint: Endpoint;
  /** Whom one unit stands for; null where the endpoint is one body. */
  readonly unit: 'municipality' | 'country' | null;
  readonly transport: TransportKind;
  /** Units that are reached in another way than the rest, by their code; only where the endpoint has units. */
  readonly unitTransports?: Readonly<Record<string, TransportKind>>;
  /** `kafka`: beside its door the agency may write to a topic of its own, and read its deliveries from another. Never with units. */
  readonly native?: 'kafka';
  /** The format spoken at this door today, e.g. `canonical-json`. */
  readonly format: string;
  /** Every message type that the catalogue lets this endpoint send; checked, no subset. */
  readonly sends: readonly MessageCode[];
  /** Every message type that some rule lets this endpoint receive; checked, no subset. */
  readonly receives: readonly MessageCode[];
  readonly controls: readonly ControlCode[];
}

/** `apps/<id>/adapter.manifest.json`: what a reader, an operator and a check must know of an adapter without reading code. */
export interface AdapterManifest {
  /** Folder, process and metric label. */
  readonly id: string;
  readonly agency: string;
  readonly description: string;
  /** Team or desk that answers for the adapter; never a person. */
  readonly owner: string;
  /** `draft`: being written; judged by `schakel conformance`, and in nobody's way: neither hosted nor counted as serving its endpoints. */
  readonly status: 'draft' | 'development' | 'pilot' | 'production';
  /** The adapter whose endpoints this one serves in its place, from the moment it is no draft any more. */
  readonly replaces?: string;
  readonly endpoints: readonly ManifestEndpoint[];
  /** Names only; the values lie in the secrets folder. */
  readonly secrets: readonly string[];
  /** Path of the adapter's own page, relative to its folder. */
  readonly docs: string;
}
