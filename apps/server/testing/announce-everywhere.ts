import type { TestApp } from './test-app.ts';

const pdf = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');

/** An announcement with an attachment to each place alone, by its county, by each prefecture to its counties, and to each prefecture; all read. */
export const announceEverywhere = async (app: TestApp): Promise<void> => {
  const audiences: readonly (readonly [string, 'institution' | 'county' | 'prefecture', string, readonly string[]])[] =
    [
      ['410105-ordinary', 'institution', '410105001000', ['a-ordinary']],
      ['410105-ordinary', 'institution', '410105002000', ['b-ordinary']],
      ['410102-ordinary', 'institution', '410102', ['c-ordinary']],
      ['410611-ordinary', 'institution', '410611', ['d-ordinary']],
      ['410100-ordinary', 'county', '410105', ['410105-reader']],
      ['410100-ordinary', 'county', '410102', ['410102-reader']],
      ['410600-ordinary', 'county', '410600', ['410611-reader']],
      ['410000-ordinary', 'prefecture', '410100', ['410100-reader']],
      ['410000-ordinary', 'prefecture', '410600', ['410600-reader']],
    ];
  for (const [writer, level, division, readers] of audiences) {
    const me = app.as(writer);
    const { announcementId: id } = (
      await me.post('/api/announcements', {
        announcementId: null,
        title: division,
        body: division,
        mustRead: true,
        validFrom: null,
        validTo: null,
        levels: [level],
        divisions: [division],
        kinds: null,
        natures: null,
      })
    ).body as { announcementId: number };
    await me.upload(`/api/announcements/${id}/attachments`, pdf, '附件.pdf');
    await me.post(`/api/announcements/${id}/publication`);
    for (const reader of readers) await app.as(reader).post(`/api/announcements/${id}/receipt`, { confirm: true });
  }
};
