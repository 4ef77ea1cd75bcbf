import { ChildDrawer } from '@xueqian/modules/children/web/ChildDrawer.tsx';
import { ReviewDecision } from '@xueqian/modules/registration/web/ReviewDecision.tsx';

/** A child's file over any page, with the decisions this person may take on it. */
export function ChildOverPage({ childId }: { readonly childId: number }) {
  return (
    <ChildDrawer
      key={childId}
      childId={childId}
      decisions={(file, close) => (file.may.review ? <ReviewDecision child={file.child} onDone={close} /> : null)}
    />
  );
}
