import { ChildDrawer } from '@xueqian/modules/children/web/ChildDrawer.tsx';
import { ReviewDecision } from '@xueqian/modules/registration/web/ReviewDecision.tsx';
import { useMay } from '@xueqian/ui/session.ts';

/** A child's file over any page, with the decisions this person may take on it. */
export function ChildOverPage({ childId }: { readonly childId: number }) {
  const mayReview = useMay('registration.review');
  const mayReviewFirst = useMay('registration.first-review');
  return (
    <ChildDrawer
      key={childId}
      childId={childId}
      decisions={(file, close) =>
        mayReview || mayReviewFirst ? (
          <ReviewDecision child={file.child} waiting={file.may.review || file.may.firstReview} onDone={close} />
        ) : null
      }
    />
  );
}
