/** Remembers how the editor spells the documents that it opened: one file has several URIs, and each gets its own back. */
import { keyFromUri, uriFromKey, type DocumentKey } from '../base/documentKey';

export interface DocumentUris {
  /** The key of a URI that the editor sent for a document; null when it is no file. */
  learn(uri: string): DocumentKey | null;
  of(key: DocumentKey): string;
}

export function createDocumentUris(): DocumentUris {
  const spellings = new Map<DocumentKey, string>();
  return {
    learn(uri) {
      const key = keyFromUri(uri);
      if (key !== null) spellings.set(key, uri);
      return key;
    },
    of: (key) => spellings.get(key) ?? uriFromKey(key),
  };
}
