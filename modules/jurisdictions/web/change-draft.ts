import type { CallInput } from '@xueqian/ui/api.ts';
import type { ChangeKind } from '../division-change.ts';
import type { applyForDivision, draftChange } from '../division-contract.ts';

export type Named = { readonly code: string; readonly name: string };
export type NamedInstitution = { readonly id: number; readonly name: string };
export type DraftKind = ChangeKind | 'apply';

/** The form of a change as it is filled in. */
export type ChangeDraft = {
  readonly kind: DraftKind;
  readonly division: Named | null;
  /** Divisions to be absorbed, of a merger. */
  readonly absorbed: readonly Named[];
  readonly into: Named | null;
  readonly parent: Named | null;
  readonly name: string;
  readonly code: string;
  readonly partKind: 'functional-area' | 'self-defined' | 'town' | 'gb2260';
  readonly level: 'prefecture' | 'county' | 'town';
  readonly towns: readonly Named[];
  readonly institutions: readonly NamedInstitution[];
  readonly on: string;
  readonly documentTitle: string;
  readonly documentNumber: string;
  readonly reason: string;
};

export const emptyDraft = (kind: DraftKind, on: string): ChangeDraft => ({
  ...{ kind, on, division: null, absorbed: [], into: null, parent: null, name: '', code: '' },
  ...{ partKind: kind === 'split' ? 'gb2260' : 'self-defined', level: 'county', towns: [], institutions: [] },
  ...{ documentTitle: '', documentNumber: '', reason: '' },
});

/** Names of the fields (`change.<name>`) that are still to be filled in. */
export const missingOf = (draft: ChangeDraft): string[] => {
  const needs: readonly (readonly [string, boolean])[] = {
    rename: [
      ['division', draft.division === null],
      ['name', draft.name.trim().length < 2],
    ] as const,
    move: [
      ['division', draft.division === null],
      ['parent', draft.parent === null],
    ] as const,
    merge: [
      ['divisions', draft.absorbed.length === 0],
      ['into', draft.into === null],
    ] as const,
    split: [
      ['division', draft.division === null],
      ['newParent', draft.parent === null],
      ['partName', draft.name.trim().length < 2],
      ['partCode', draft.code.trim() === ''],
    ] as const,
    abolish: [['division', draft.division === null]] as const,
    found: [
      ['newParent', draft.parent === null],
      ['partName', draft.name.trim().length < 2],
      ['partCode', draft.code.trim() === ''],
    ] as const,
    apply: [
      ['partName', draft.name.trim().length < 2],
      ['reasonNeeded', draft.reason.trim().length < 2],
    ] as const,
  }[draft.kind];
  return [
    ...needs,
    ['on', draft.on === ''] as const,
    ['documentTitle', draft.documentTitle.trim().length < 2] as const,
  ].flatMap(([name, isMissing]) => (isMissing ? [name] : []));
};

const namesOf = (draft: ChangeDraft) => ({
  on: draft.on,
  documentTitle: draft.documentTitle.trim(),
  documentNumber: draft.documentNumber.trim() || null,
  reason: draft.reason.trim(),
});

const goingIn = ({ towns, institutions }: ChangeDraft) => ({
  towns: towns.map((town) => town.code),
  institutionIds: institutions.map((institution) => institution.id),
});

/** What is sent for a change; only for a draft that misses nothing. */
export const changeInputOf = (draft: ChangeDraft): CallInput<typeof draftChange> => {
  const code = draft.division?.code ?? '';
  const newCode = draft.code.trim() || null;
  const part = {
    ...{ code: draft.code.trim(), name: draft.name.trim(), kind: draft.partKind, level: draft.level },
    ...{ parentCode: draft.parent?.code ?? '', ...goingIn(draft) },
  };
  const change = (() => {
    switch (draft.kind) {
      case 'rename':
        return { kind: 'rename' as const, code, name: draft.name.trim(), newCode };
      case 'move':
        return { kind: 'move' as const, code, parentCode: draft.parent?.code ?? '', newCode };
      case 'merge':
        return { kind: 'merge' as const, codes: draft.absorbed.map((one) => one.code), into: draft.into?.code ?? '' };
      case 'split':
        return { kind: 'split' as const, code, part };
      case 'abolish':
        return { kind: 'abolish' as const, code };
      case 'found':
      case 'apply':
        return { kind: 'found' as const, part };
    }
  })();
  return { change, ...namesOf(draft) };
};

/** What is sent for an application. */
export const applicationInputOf = (draft: ChangeDraft): CallInput<typeof applyForDivision> => ({
  name: draft.name.trim(),
  level: draft.level === 'town' ? 'town' : 'county',
  ...goingIn(draft),
  ...namesOf(draft),
});
