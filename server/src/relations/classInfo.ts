/** A class statement and what it extends, as far as that is known. */
import type { DocumentKey } from '../base/documentKey';
import type { ClassShape, Member } from '../facts/fileShape';

export interface ClassInfo {
  readonly file: DocumentKey;
  /** What the class statement says now: `refresh` of classes.ts follows edits of its body. */
  readonly shape: ClassShape;
  /** `shop.models.Order`. */
  readonly dotted: string;
  readonly bases: readonly Base[];
}

export type Base =
  /** `perhaps` where a condition decides between this class and something else. */
  | { readonly kind: 'class'; readonly info: ClassInfo; readonly perhaps: boolean }
  | { readonly kind: 'model' }
  /** The automatic through model of a many-to-many field: `Order.tags.through`. */
  | { readonly kind: 'through'; readonly holder: ClassInfo; readonly member: Member; readonly declaredIn: ClassInfo }
  | { readonly kind: 'external'; readonly path: string }
  | { readonly kind: 'unknown' };
