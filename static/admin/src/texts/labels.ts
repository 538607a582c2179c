/** How things are called: kinds, actions, products. The types make a missing label a compile error. */
import type { ActionName, ActorKind, Product, Provenance, SubjectKind } from '../types';
import { de } from './labels.de';
import { en } from './labels.en';
import { inLanguages } from './language';

type FamilyOf<Name> = Name extends `${infer Family}.${string}` ? Family : never;

/** What an action happened to: the first part of its name. */
export type Family = FamilyOf<ActionName>;

/** What each language says. */
export interface Labels {
  /** How an actor without a name is called. */
  actorKinds: Record<ActorKind, string>;
  products: Record<Product, string>;
  /** How the log came to know of an event. */
  provenances: Record<Provenance, string>;
  /** Kinds of subjects. */
  subjectKinds: Record<SubjectKind, string>;
  /** Families of actions, as groups of the action filter. */
  families: Record<Family, string>;
  /** What happened, in words. */
  actions: Record<ActionName, string>;
}

export const { actorKinds, products, provenances, subjectKinds, families, actions } = inLanguages<Labels>({ en, de });
