/** An institution of the proof, where it stands, and everything of it that a request can name. */
export type Place = {
  readonly key: string;
  readonly institutionId: number;
  readonly name: string;
  readonly town: string | null;
  readonly county: string;
  readonly prefecture: string;
  readonly province: string;
  /** Names of its children, one in each state, which nobody else bears. */
  readonly names: {
    readonly gone: string;
    /** Deleted, with a petition for its recovery that waits for the county. */
    readonly lost: string;
    readonly moving: string;
    /** Came from another province, and has no number yet. */
    readonly came: string;
    readonly graduated: string;
    readonly numbered: string;
    readonly entered: string;
    readonly confirmed: string;
  };
  readonly children: { readonly numbered: number; readonly entered: number; readonly confirmed: number };
  /** The transfer of a child of it to the partner's institution. */
  readonly transferId: number;
  /** How that child came. */
  readonly crossingId: number;
  /** An application to change the key information of its numbered child. */
  readonly keyChangeId: number;
  /** What it keeps of a child that went. */
  readonly pastEnrolmentId: number;
  /** A leaving that it took back. */
  readonly undoneLeavingId: number;
  /** A plan of the yearly round that waits for the principal. */
  readonly yearlyRoundId: number;
  /** Whole identity number of the numbered child. */
  readonly identityNumber: string;
  readonly className: string;
  readonly classId: number;
  readonly importId: number;
  readonly draftId: string;
  /** A duplicate case between this institution and the partner's. */
  readonly caseId: number;
  readonly partner: string;
  /** An account of it that nobody works with. */
  readonly spareLogin: string;
  readonly spareAccountId: number;
  /** What its county wrote to all institutions of the county, with a file. */
  readonly announcementId: number;
  readonly announcementTitle: string;
  readonly attachmentId: number;
  /** An application for admission that its county has taken in, and a paper of it. */
  readonly applicationId: number;
  readonly applicationName: string;
  readonly scanId: number;
  /** A notice of its county that it has answered, with a photo. */
  readonly rectificationId: number;
  /** An inspection of its county that was handed over. */
  readonly inspectionId: number;
  readonly paperId: string;
  /** A form of its county to all institutions of the county, its period, and the place's own answer. */
  readonly formId: number;
  readonly formTitle: string;
  readonly roundId: number;
  readonly answerId: number;
  /** A verification batch of its province that was withdrawn. */
  readonly batchId: number;
  /** A hand-over list of its county that was withdrawn. */
  readonly entryListId: number;
  /** An alteration that its principal has confirmed. */
  readonly alterationId: number;
  readonly rosterId: number;
  /** A declaration that waits for its county, and its title. */
  readonly petitionId: number;
  readonly accidentId: number;
  readonly declarationId: number;
  readonly declarationTitle: string;
};
