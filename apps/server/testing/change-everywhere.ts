import { changeTree } from '@xueqian/modules/jurisdictions/server/index.ts';
import type { TestApp } from './test-app.ts';

const named = { documentTitle: '本地通知', documentNumber: null };

/** A rule of each county's own; and each institution moves: with its town, which gets another code and its own again, or into a new one. */
export const changeEverywhere = async (app: TestApp): Promise<void> => {
  const carryOut = async (county: string, change: object): Promise<void> => {
    const keeper = app.as(`${county}-system-administrator`);
    const drafted = await keeper.post('/api/division-changes', { change, on: '2026-11-22', reason: '', ...named });
    const { changeId } = drafted.body as { changeId: number };
    await keeper.post(`/api/division-changes/${changeId}/carrying-out`, { expectInstitutions: 1 });
    await changeTree({ database: app.database, clock: app.now, jobs: app.services.jobs }, { changeId });
  };
  for (const county of ['410105', '410102', '410611'])
    await app.as(`${county}-review`).post('/api/policy-settings', {
      ...{ key: 'fileWithin', follow: false, value: 10, unit: 'days', from: '2026-12-01' },
      ...named,
    });
  for (const town of ['410105001000', '410105002000', '410102001000']) {
    const county = town.slice(0, 6);
    const rename = { kind: 'rename', name: '试验街道' };
    await carryOut(county, { ...rename, code: town, newCode: `${county}A10000` });
    await carryOut(county, { ...rename, code: `${county}A10000`, newCode: town });
  }
  const part = { code: '410611A10000', name: '新区', kind: 'self-defined', level: 'town', parentCode: '410611' };
  await carryOut('410611', { kind: 'found', part: { ...part, towns: [], institutionIds: [app.institution('d')] } });
};
