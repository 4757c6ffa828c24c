import type { AgencySystem, DoorAnswer } from './agency-system.js';

export type Json = Readonly<Record<string, unknown>>;

export interface Operation {
  readonly operationId?: string;
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly responses: Readonly<Record<string, { readonly content?: Json; readonly headers?: Json }>>;
}

export interface OpenApi extends Json {
  readonly openapi: string;
  readonly info: { readonly version: string; readonly contact?: Json };
  readonly servers?: readonly { readonly url: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

export interface AsyncApi extends Json {
  readonly channels: Readonly<Record<string, Json>>;
  readonly components: {
    readonly messages: Readonly<
      Record<string, { readonly payload: { readonly schemaFormat?: string; readonly schema?: Json } }>
    >;
  };
}

export interface PublishedDocuments {
  readonly openApi: OpenApi;
  readonly asyncApi: AsyncApi;
  readonly answers: Readonly<Record<'/openapi.json' | '/asyncapi.json', DoorAnswer>>;
}

/** Both documents as anybody gets them from the door. */
export async function publishedDocuments(agency: AgencySystem): Promise<PublishedDocuments> {
  const [open, async] = await Promise.all([
    agency.call({ path: '/openapi.json', as: null }),
    agency.call({ path: '/asyncapi.json', as: null }),
  ]);
  return {
    openApi: open.body as OpenApi,
    asyncApi: async.body as AsyncApi,
    answers: { '/openapi.json': open, '/asyncapi.json': async },
  };
}
