import { walkEveryPage } from './parts/every-page.ts';

walkEveryPage(['prefecture', 'province', 'ministry']);
