import { expect, it } from 'vitest';
import { isPaperType, isPlainPdf, paperName } from './paper.ts';

it.each([
  ['整改照片.jpg', 'image/jpeg', '整改照片.jpg'],
  ['照片.JPEG', 'image/jpeg', '照片.jpg'],
  ['../../etc/passwd', 'application/pdf', 'passwd.pdf'],
  ['..\\..\\x.exe', 'image/png', 'x.exe.png'],
  ['a\u202egnp.exe', 'image/png', 'agnp.exe.png'],
  ['...', 'image/png', '附件.png'],
  ['', 'application/pdf', '附件.pdf'],
  [`${'长'.repeat(300)}.pdf`, 'application/pdf', `${'长'.repeat(110)}.pdf`],
] as const)('%j of %s is kept as %j', (name, type, kept) => expect(paperName(name, type, '附件')).toBe(kept));

it('types are photos and scans alone', () => {
  expect(['application/pdf', 'image/png', 'image/jpeg'].every(isPaperType)).toBe(true);
  expect(['image/svg+xml', 'text/html', 'application/zip', 'toString', ''].some(isPaperType)).toBe(false);
});

it.each([
  ['%PDF-1.4 /Type /Page', true],
  ['%PDF-1.4 /S /JavaScript /JS (app.alert(1))', false],
  ['%PDF-1.4 /OpenAction 3 0 R', false],
  ['%PDF-1.4 /Launch', false],
  ['%PDF-1.4 /JSONable /AAA', true],
])('%s: %s', (text, plain) => expect(isPlainPdf(text)).toBe(plain));
