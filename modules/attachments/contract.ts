/** POST one file (multipart) to a record. */
export const paperUploadPath = (kind: string, recordId: number): string => `/api/papers/${kind}/${recordId}`;

/** GET: the file itself. */
export const paperPath = (id: string): string => `/api/papers/${id}`;
