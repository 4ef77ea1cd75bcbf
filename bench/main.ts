import { cpus, loadavg } from 'node:os';
import { benchAudit } from './audit.ts';
import { benchFiles } from './files.ts';
import { benchFlows } from './flows.ts';
import { benchImport } from './import.ts';
import { openMeans } from './means.ts';
import { printFigures } from './measure.ts';
import { benchOpen } from './open.ts';
import { benchPage } from './page.ts';
import { benchPicker } from './picker.ts';
import { benchProvinceYear } from './province-year.ts';
import { benchAnnex2, benchSearch } from './queries.ts';
import { benchSecurity, benchSignIn } from './security.ts';
import { benchSheets } from './sheets.ts';
import { benchSupervision } from './supervision.ts';
import { benchYear } from './year.ts';

// npm run bench -- [import] [annex2] [flows] [search] [open] [picker] [page] [sheets] [supervision] [audit] [security] [sign-in] [files] [year] [province-year]; all when none is named. Needs the loaded province.
const parts = {
  import: benchImport,
  annex2: benchAnnex2,
  flows: benchFlows,
  search: benchSearch,
  open: benchOpen,
  picker: benchPicker,
  page: benchPage,
  sheets: benchSheets,
  supervision: benchSupervision,
  security: benchSecurity,
  'sign-in': benchSignIn,
  audit: benchAudit,
  files: benchFiles,
  year: benchYear,
  'province-year': benchProvinceYear,
} as const;
const asked = process.argv.slice(2).filter((word): word is keyof typeof parts => word in parts);
const means = await openMeans();
console.error(
  `${means.children.toLocaleString('en')} children; ${cpus().length} processors, load ${loadavg()[0]?.toFixed(1)}`,
);
for (const part of asked.length > 0 ? asked : (Object.keys(parts) as (keyof typeof parts)[])) await parts[part](means);
printFigures();
await means.database.close();
