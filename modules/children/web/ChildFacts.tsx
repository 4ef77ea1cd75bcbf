import type { OutputOf } from '@xueqian/kernel/route.ts';
import { useSession } from '@xueqian/ui/session.ts';
import { useTranslation } from 'react-i18next';
import { type readChild, unmaskFields } from '../contract.ts';
import { type FormField, formGroupKeys, formGroups } from '../form-fields.ts';
import { type FormValues, isAsked, isEmptyValue } from '../form-rules.ts';
import { PlaceName } from './PlaceName.tsx';
import { UnmaskButton } from './UnmaskButton.tsx';
import { useFieldWord } from './use-field-word.ts';

export type ChildFile = OutputOf<typeof readChild>;

/** What a value of a file, or of what is kept of one, needs to be shown. */
type Shown = Pick<ChildFile, 'fields'> & { readonly child: Pick<ChildFile['child'], 'id' | 'className'> };

/** One value of the file, with the names of places and of the class. */
export function FieldValue({
  field,
  file,
  mayUnmask = false,
}: {
  readonly field: FormField;
  readonly file: Shown;
  /** With the way to see a whole number. */
  readonly mayUnmask?: boolean;
}) {
  const wordOf = useFieldWord();
  const value = (file.fields as FormValues)[field.column];
  const secret = unmaskFields.find((name) => name === field.column);
  if (mayUnmask && secret !== undefined && typeof value === 'string' && value !== '')
    return <UnmaskButton childId={file.child.id} field={secret} masked={value} />;
  if (field.kind === 'class') return <>{file.child.className ?? wordOf(field, value)}</>;
  if (field.kind === 'place' && typeof value === 'string' && !isEmptyValue(value)) return <PlaceName code={value} />;
  return <>{wordOf(field, value)}</>;
}

/** Every field of the file by group; what is not asked of this child is left out. `isPast`: what is kept, without whole numbers. */
export function ChildFacts({ file, isPast = false }: { readonly file: Shown; readonly isPast?: boolean }) {
  const { t } = useTranslation('children');
  const values = file.fields as FormValues;
  const mayUnmask = useSession().permissions.includes('children.unmask') && !isPast;
  return (
    <div className="child-facts">
      {formGroupKeys.map((group) => (
        <section key={group} className="sheet">
          <h2>{t(`pages.group.${group}`)}</h2>
          <dl className="facts">
            {formGroups[group]
              .filter((field) => isAsked(field.column, values))
              .map((field) => (
                <div key={field.column} className={field.kind === 'text' && field.wide === true ? 'wide' : undefined}>
                  <dt>{t(`pages.field.${field.column}`)}</dt>
                  <dd className="figure">
                    <FieldValue field={field} file={file} mayUnmask={mayUnmask} />
                  </dd>
                </div>
              ))}
          </dl>
        </section>
      ))}
    </div>
  );
}
