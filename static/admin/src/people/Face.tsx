import AppIcon from '@atlaskit/icon/core/app';
import AutomationIcon from '@atlaskit/icon/core/automation';
import GlobeIcon from '@atlaskit/icon/core/globe';
import PersonIcon from '@atlaskit/icon/core/person';
import QuestionCircleIcon from '@atlaskit/icon/core/question-circle';
import { useState, type ReactElement } from 'react';
import type { ActorKind } from '../types';
import type { Entry } from './directory';
import './people.css';

const COLOURS = ['blue', 'teal', 'purple', 'orange', 'magenta', 'green', 'red', 'gray'];
const PERSON = <PersonIcon label="" size="small" />;
const APP = <AppIcon label="" size="small" />;
const KIND_ICONS: Record<ActorKind, ReactElement> = {
  person: PERSON,
  customer: PERSON,
  app: APP,
  automation: <AutomationIcon label="" size="small" />,
  anonymous: <GlobeIcon label="" size="small" />,
  system: APP,
  unknown: <QuestionCircleIcon label="" size="small" />,
};
/** Where Atlassian keeps pictures of people: the hosts that Forge's content security policy lets through. */
const PICTURE_HOSTS = /(?:^|\.)(?:gravatar\.com|atl-paas\.net|wp\.com|atlassian\.(?:com|net))$/u;

/** A small picture of a person: their own, their initials, or a sign for actors that are not people. */
export function Face({ entry, kind = 'person' }: { entry: Entry | undefined; kind?: ActorKind }) {
  const [broken, setBroken] = useState<string>();
  if (entry?.state !== 'found') {
    return (
      <span className="face face-kind" aria-hidden="true">
        {entry?.state === 'asked' ? null : KIND_ICONS[kind]}
      </span>
    );
  }
  const { name, picture, accountId } = entry.person;
  if (picture && picture !== broken && mayLoad(picture)) {
    return <img className="face" src={picture} alt="" width={20} height={20} onError={() => setBroken(picture)} />;
  }
  return (
    <span className={`face face-${colourOf(accountId)}`} aria-hidden="true">
      {initialsOf(name)}
    </span>
  );
}

/** Up to two letters that stand for a name. */
export function initialsOf(name: string): string {
  const words = name.split(/\s+/u).filter(Boolean);
  const ends = words.length > 1 ? [words[0]!, words.at(-1)!] : words;
  return ends.map((word) => [...word][0]!.toUpperCase()).join('');
}

function colourOf(accountId: string): string {
  let sum = 0;
  for (const sign of accountId) sum = (sum * 31 + sign.codePointAt(0)!) % 997;
  return COLOURS[sum % COLOURS.length]!;
}

function mayLoad(picture: string): boolean {
  if (picture.startsWith('data:image/')) return true;
  try {
    const url = new URL(picture);
    return url.protocol === 'https:' && PICTURE_HOSTS.test(url.hostname);
  } catch {
    return false;
  }
}
