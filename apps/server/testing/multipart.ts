const edge = 'a-boundary-of-the-proof';
/** The content type that goes with `multipartOf`. */
export const multipart = `multipart/form-data; boundary=${edge}`;
/** One file as a browser sends it. */
export const multipartOf = (bytes: Buffer): Buffer =>
  Buffer.concat([
    Buffer.from(
      `--${edge}\r\ncontent-disposition: form-data; name="file"; filename="a.xlsx"\r\ncontent-type: application/octet-stream\r\n\r\n`,
    ),
    bytes,
    Buffer.from(`\r\n--${edge}--\r\n`),
  ]);
