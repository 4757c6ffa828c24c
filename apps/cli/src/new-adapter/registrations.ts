import { jsonText } from './json-text.js';

type Json = Readonly<Record<string, unknown>>;

/** `nest-cli.json` with the app among the others, apps by name before libs. */
export function withNestProject(text: string, id: string): string {
  const json = JSON.parse(text) as Json & { readonly projects: Readonly<Record<string, { readonly type: string }>> };
  const project = {
    type: 'application',
    root: `apps/${id}`,
    entryFile: `apps/${id}/src/main`,
    sourceRoot: `apps/${id}/src`,
    compilerOptions: { tsConfigPath: `apps/${id}/tsconfig.app.json` },
  };
  const all = Object.entries({ ...json.projects, [id]: project });
  const apps = all.filter(([, { type }]) => type === 'application').sort(([a], [b]) => (a < b ? -1 : 1));
  const libs = all.filter(([, { type }]) => type !== 'application');
  return jsonText({ ...json, projects: Object.fromEntries([...apps, ...libs]) });
}

/** `package.json` with a start script after the last of the others. */
export function withStartScript(text: string, id: string): string {
  const json = JSON.parse(text) as Json & { readonly scripts: Readonly<Record<string, string>> };
  const scripts = Object.entries(json.scripts).filter(([name]) => name !== `start:${id}`);
  const last = scripts.findLastIndex(([name]) => name.startsWith('start:'));
  const own = [`start:${id}`, `node tools/setup.mjs --kafka=none && exec node dist/apps/${id}/src/main.js`] as const;
  return jsonText({
    ...json,
    scripts: Object.fromEntries([...scripts.slice(0, last + 1), own, ...scripts.slice(last + 1)]),
  });
}
