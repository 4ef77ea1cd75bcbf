import { ChildDrawer } from '@xueqian/modules/children/web/ChildDrawer.tsx';
import { ReviewDecision } from '@xueqian/modules/registration/web/ReviewDecision.tsx';
import { useMay } from '@xueqian/ui/session.ts';

/** A child's file over any page, with the decisions this person may take on it. */
export function ChildOverPage({ childId }: { readonly childId: number }) {
  const mayReview = useMay('registration.review');
  return (
    <ChildDrawer
      key={childId}
      childId={childId}
      decisions={(file, close) =>
        mayReview ? <ReviewDecision child={file.child} waiting={file.may.review} onDone={close} /> : null
      }
    />
  );
}
