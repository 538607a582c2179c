import { Name } from './Name';

/** Jira writes people into texts as `[~accountid:...]`; shown are their names. */
const MENTION = /\[~accountid:([^\]\s]+)\]/u;

/** A text with the names of the people it mentions. */
export function Mentions({ text }: { text: string }) {
  return (
    <>
      {text.split(MENTION).map((part, index) =>
        index % 2 === 1 ? (
          <span key={index} className="mention">
            @<Name accountId={part} />
          </span>
        ) : (
          part
        ),
      )}
    </>
  );
}
