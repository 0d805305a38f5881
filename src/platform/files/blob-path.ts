/** Two levels of 256 folders: no folder grows past some thousand entries. */
export const blobPath = (sha256: string): string => `${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}`
