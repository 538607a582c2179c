/** What the page and the host exchange. Everything that Rust defines is generated from it. */
export type {
  ActionName,
  Actor,
  ActorKind,
  Change,
  CheckAnswer,
  Container,
  Content,
  Diagnostic,
  Event,
  Product,
  Provenance,
  QueryAnswer,
  StatusAnswer,
  Subject,
  SubjectKind,
  Value,
} from '../../../src/generated';
