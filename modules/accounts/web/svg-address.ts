/** A drawing of the server as the address of an image: nothing in it can run, and nothing is asked of others. */
export const svgAddress = (svg: string): string => `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
