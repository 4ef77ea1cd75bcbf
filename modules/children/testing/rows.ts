import type { CheckContext, ChildCells } from '../row.ts';

const places = new Set(['410101000000', '410102000000', '11A1A1000000', '6A0000000000', '440106000000']);
/** A county's day, two known spellings of one class, a handful of places. */
export const context: CheckContext = {
  today: '2025-11-22',
  classOf: (text) => (text === 'S1' || text === '小一班' ? 'found' : 'missing'),
  knownPlace: (code) => places.has(code),
  placeByName: (text) => (text === '河南省郑州市中原区' ? '410102000000' : null),
};

/** A row without any problem but an address code in the guardian's number that `context` does not know. */
export const row: ChildCells = {
  name: '王小明',
  classCode: '小一班',
  sex: '男',
  birthOn: '2021-09-01',
  identityType: '居民身份证',
  identityNumber: '410101202109010039',
  bloodType: '未知血型',
  nationality: '中国',
  ethnicity: '汉族',
  overseas: '非港澳台侨',
  birthPlace: '410102000000',
  nativePlace: '河南郑州',
  hukouNature: '非农业户口',
  hukouSubtype: '城市',
  hukouPlace: '410102000000',
  address: '郑州市中原区桐柏路1号',
  admittedOn: '2024-09-01',
  attendance: '走读',
  onlyChild: '是',
  leftBehind: '非留守儿童',
  migrantWorker: '否',
  health: '健康或良好',
  disabled: '否',
  disabilityType: '',
  orphan: '否',
  guardianName: '王大山',
  guardianIdentityType: '居民身份证',
  guardianIdentityNumber: '362324198001010014',
  guardianRelation: '父亲',
  guardianPhone: '13800000000',
};

/** What a foreign child's row has instead. */
export const foreign: ChildCells = {
  ...{ nationality: '美国', overseas: '外国人', identityType: '护照', identityNumber: 'E12345678', ethnicity: '' },
  ...{ birthPlace: '', nativePlace: '', hukouNature: '', hukouSubtype: '', hukouPlace: '', onlyChild: '' },
  ...{ leftBehind: '', migrantWorker: '', name: 'MARIA GARCÍA' },
};
