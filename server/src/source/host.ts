/** What the outside gives to the engine: folders and texts. The engine itself reads nothing. */
import type { DocumentKey } from '../base/documentKey';

/** A file that discovery found. */
export interface FoundFile {
  readonly key: DocumentKey;
  /** Bytes on disk when it was found. */
  readonly size: number;
}

/** Something that a person should be told about the reading itself: an unreadable file, a cap that was reached. */
export interface SourceNotice {
  readonly kind: 'unreadable' | 'undecodable' | 'too-large' | 'too-many-files' | 'symlink-loop' | 'vanished';
  readonly key: DocumentKey;
  /** A sentence for the person. */
  readonly message: string;
}
