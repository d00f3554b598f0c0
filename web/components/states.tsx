import type { ComponentChildren } from 'preact';
import type { ApiProblem } from '../api/client.ts';
import type { AskedAnswer } from '../api/use-answer.ts';
import { type Texts, useLanguage } from '../language/language.ts';

function wordsOf({ status, message }: ApiProblem, texts: Texts): string {
  if (status === 0) return texts.states.unreachable;
  if (status === 403) return texts.states.noRight;
  if (status === 404) return texts.states.notFound;
  if (status === 429 || status === 503) return texts.states.busy;
  return message === '' ? texts.states.failed : message;
}

/** Why something could not be had, and a way to try again. */
export function Failure({ problem, onAgain }: { readonly problem: ApiProblem; readonly onAgain?: () => void }) {
  const { texts } = useLanguage();
  return (
    <div role="alert" class="message bad">
      <p>{wordsOf(problem, texts)}</p>
      {problem.issues.length > 0 && (
        <ul>
          {problem.issues.map(({ path, message }) => (
            <li key={`${path} ${message}`}>
              <code>{path}</code> {message}
            </li>
          ))}
        </ul>
      )}
      {onAgain !== undefined && problem.status !== 403 && problem.status !== 404 && (
        <button type="button" class="plain" onClick={onAgain}>
          {texts.states.again}
        </button>
      )}
    </div>
  );
}

export function Loading() {
  const { texts } = useLanguage();
  return (
    <p class="message" role="status">
      {texts.states.loading}
    </p>
  );
}

/** Nothing to show, and why. */
export const Empty = ({ children }: { readonly children: ComponentChildren }) => <p class="message">{children}</p>;

interface AnsweredProps<Value> {
  readonly answer: AskedAnswer<Value>;
  readonly children: (value: Value) => ComponentChildren;
}

/** Shows an answer once it is there, and until then what has become of it. */
export function Answered<Value>({ answer, children }: AnsweredProps<Value>) {
  switch (answer.state) {
    case 'loading':
      return <Loading />;
    case 'failed':
      return <Failure problem={answer.problem} onAgain={answer.again} />;
    case 'ready':
      return <>{children(answer.value)}</>;
  }
}
