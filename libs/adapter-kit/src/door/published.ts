/** For `@RouteConfig` of a route that anybody may read: documents, never anything of a case. All others ask for a client. */
export const PUBLISHED = { published: true } as const;
