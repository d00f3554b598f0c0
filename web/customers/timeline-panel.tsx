import { useState } from 'preact/hooks';
import type { CustomerTimelineView } from '../../functions/contracts/customer-timeline-view.ts';
import { useClient } from '../api/client-context.ts';
import { useAction } from '../api/use-action.ts';
import { useAnswer } from '../api/use-answer.ts';
import { Panel } from '../components/panel.tsx';
import { Answered, Empty, Failure } from '../components/states.tsx';
import { type Language, useLanguage } from '../language/language.ts';
import { wordOf } from '../report/tile-words.ts';

type Entry = CustomerTimelineView['entries'][number];
type Case = CustomerTimelineView['openCases'][number];

const nameOf = ({
  name,
  itemId,
}: {
  readonly name?: string | undefined;
  readonly itemId?: string | undefined;
}): string => name ?? itemId ?? '';

function caseWords({ texts, format }: Language, { kind, answeredAt, resolvedAt, channel }: Case): string {
  const steps = [
    answeredAt === null ? texts.timeline.notAnswered : texts.timeline.answered(format.time(answeredAt)),
    resolvedAt === null ? texts.timeline.isOpen : texts.timeline.resolved(format.time(resolvedAt)),
  ];
  return `${wordOf(texts, 'caseKinds', kind)}${channel === undefined ? '' : ` (${channel})`}: ${steps.join(', ')}`;
}

function orderWords({ texts, format }: Language, order: Entry & { type: 'order' }): string {
  const items = order.lines.map(
    (line) =>
      `${line.quantity > 1 ? `${format.count(line.quantity)} × ` : ''}${nameOf(line)}${line.returnedQuantity > 0 ? ` (${texts.timeline.returned(format.count(line.returnedQuantity))})` : ''}`,
  );
  const head = texts.timeline.order(order.orderId, format.moneyIn(order.value, order.currency));
  return `${head}${order.isCancelled ? ` (${texts.timeline.cancelled})` : ''}: ${items.join(', ')}`;
}

function entryWords(language: Language, entry: Entry): string {
  const { texts, format } = language;
  switch (entry.type) {
    case 'order':
      return orderWords(language, entry);
    case 'return': {
      const why = entry.reason === undefined ? '' : ` (${wordOf(texts, 'returnReasons', entry.reason)})`;
      return `${texts.timeline.sentBack(format.count(entry.quantity), nameOf(entry))}${why}`;
    }
    case 'case':
      return caseWords(language, entry.case);
    case 'group':
      return texts.timeline.group(
        wordOf(texts, 'groups', entry.group),
        entry.previousGroup === undefined ? undefined : wordOf(texts, 'groups', entry.previousGroup),
      );
    case 'event': {
      const details = Object.entries(entry.details).map(
        ([name, value]) => `${wordOf(texts, 'eventDetails', name)} ${value}`,
      );
      const what = [nameOf(entry), entry.orderId ?? '', ...details].filter((part) => part !== '');
      return `${wordOf(texts, 'events', entry.event)}${what.length === 0 ? '' : `: ${what.join(', ')}`}`;
    }
  }
}

function Entries({ path, first }: { readonly path: string; readonly first: CustomerTimelineView }) {
  const language = useLanguage();
  const { texts, format } = language;
  const client = useClient();
  const [pages, setPages] = useState([first]);
  const cursor = pages.at(-1)?.nextCursor;
  const { act, problem, isBusy } = useAction(async (next: string) => {
    const query = new URLSearchParams({ cursor: next });
    setPages([...pages, await client.get<CustomerTimelineView>(`${path}/timeline?${query}`)]);
  });
  return (
    <>
      {first.openCases.length > 0 && (
        <div role="status" class="message bad">
          <strong>{texts.timeline.openCases(format.count(first.openCases.length))}</strong>
          <ul>
            {first.openCases.map((one) => (
              <li key={one.caseId}>
                {format.time(one.openedAt)}: {caseWords(language, one)}
              </li>
            ))}
          </ul>
        </div>
      )}
      <ol class="timeline">
        {pages.flatMap(({ entries }, page) =>
          entries.map((entry, place) => (
            <li key={`${page} ${place}`} class={entry.type}>
              <time dateTime={entry.at}>{entry.type === 'group' ? format.date(entry.at) : format.time(entry.at)}</time>{' '}
              {entryWords(language, entry)}
            </li>
          )),
        )}
      </ol>
      <p class="hint">{texts.timeline.count(format.count(first.entryCount))}</p>
      {problem !== undefined && <Failure problem={problem} />}
      {cursor !== undefined && (
        <button type="button" class="plain" disabled={isBusy} onClick={() => void act(cursor)}>
          {texts.customers.more}
        </button>
      )}
    </>
  );
}

/** What happened between the customer and the shop, newest first, and what waits for the shop. */
export function TimelinePanel({ path }: { readonly path: string }) {
  const { texts } = useLanguage();
  const answer = useAnswer<CustomerTimelineView>(`${path}/timeline`);
  return (
    <Panel title={texts.timeline.title} isWide>
      <Answered answer={answer}>
        {(first) =>
          first.entries.length === 0 ? <Empty>{texts.tile.empty}</Empty> : <Entries path={path} first={first} />
        }
      </Answered>
    </Panel>
  );
}
