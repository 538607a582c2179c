/**
 * The official JQL parser behind JSON lines: `{"jql"}` in, `{"ok", "ast"}` out. The tree is JSON inside a text: readers of
 * JSON do not go as deep as queries may.
 *
 * The tree is written in the form of `activity_jql::normal_form`, so that two parsers can be compared line by line. Strings
 * are decoded as Jira's server does: quotes off, escapes resolved, in quoted and in bare words.
 */
import { createInterface } from 'node:readline';
import parserPackage from '@atlaskit/jql-parser';
import antlr from 'antlr4ts';

const { JQLLexer, JQLParser } = parserPackage;
const { CharStreams, CommonTokenStream } = antlr;

/** The parse tree of a query, and how many errors lexer and parser reported. */
export function parseTree(jql) {
  let errors = 0;
  const listener = { syntaxError: () => { errors += 1; } };
  const lexer = new JQLLexer(CharStreams.fromString(jql));
  lexer.removeErrorListeners();
  lexer.addErrorListener(listener);
  const parser = new JQLParser(new CommonTokenStream(lexer));
  parser.removeErrorListeners();
  parser.addErrorListener(listener);
  return { tree: parser.jqlQuery(), errors: () => errors };
}

/** What the official parser makes of a query. */
export function official(jql) {
  const { tree, errors } = parseTree(jql);
  return errors() > 0 ? { ok: false, ast: null } : { ok: true, ast: JSON.stringify(query(tree), sorted) };
}

/** Puts the keys of objects in order, so that equal trees are equal texts. */
function sorted(_, part) {
  const isObject = typeof part === 'object' && part !== null && !Array.isArray(part);
  return isObject ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part;
}

const query = (node) => ({
  where: node.jqlWhere() ? anyOf(node.jqlWhere().jqlOrClause()) : null,
  order: (node.jqlOrderBy()?.jqlSearchSort() ?? []).map((sort) => ({ f: field(sort.jqlField()), dir: direction(sort) })),
});

function direction(sort) {
  if (sort.ASC()) return 'asc';
  return sort.DESC() ? 'desc' : null;
}

const join = (name, parts) => (parts.length === 1 ? parts[0] : { [name]: parts });
const anyOf = (node) => join('or', node.jqlAndClause().map((part) => join('and', part.jqlNotClause().map(clause))));

function clause(node) {
  const negated = node.jqlNotClause();
  if (negated) return { not: clause(negated) };
  const group = node.jqlSubClause();
  return group ? anyOf(group.jqlOrClause()) : term(node.jqlTerminalClause());
}

function term(node) {
  const [operator, operand] = children(node.jqlTerminalClauseRhs());
  const form = { f: field(node.jqlField()), op: words(operator) };
  if (form.op !== 'changed') form.v = value(operand);
  const right = node.jqlTerminalClauseRhs();
  const predicates = right.jqlChangedPredicate?.() ?? right.jqlWasPredicate?.() ?? [];
  if (predicates.length > 0) {
    form.p = predicates.map((predicate) => ({ op: words(predicate.getChild(0)), v: value(predicate.jqlPredicateOperand()) }));
  }
  return form;
}

function field(node) {
  const digits = node.jqlNumber?.();
  if (digits) return { n: digits.text, num: true };
  const name = node.jqlString();
  const form = name ? { n: string(name) } : { cf: node.jqlCustomField().POSNUMBER().text };
  const properties = node.jqlFieldProperty();
  if (properties.length > 0) form.props = properties.map(property);
  return form;
}

const property = (node) => ({
  k: argument(node.jqlArgument()),
  path: node.jqlPropertyArgument().map((part) => argument(part.jqlArgument())),
});

/** An operand of any kind, told by the rule it was read by. */
function value(node) {
  switch (node.constructor.name) {
    case 'JqlEmptyContext':
      return { empty: true };
    case 'JqlValueContext':
      return argument(node);
    case 'JqlListContext':
      return { list: node.jqlOperand().map(value) };
    case 'JqlFunctionContext': {
      const name = node.jqlFunctionName();
      const args = node.jqlArgumentList()?.jqlArgument() ?? [];
      return { fn: name.jqlString() ? string(name.jqlString()) : name.text, args: args.map(argument) };
    }
    default:
      return value(node.getChild(0));
  }
}

function argument(node) {
  const text = node.jqlString();
  return text ? string(text) : { num: node.jqlNumber().text };
}

const ESCAPE = /\\(?:u([0-9a-fA-F]{4})|(.))/gsu;
const CONTROLS = { n: '\n', r: '\r', t: '\t' };

function string(node) {
  const isQuoted = node.QUOTE_STRING() || node.SQUOTE_STRING();
  const raw = isQuoted ? node.text.slice(1, -1) : node.text;
  const decode = (_, unit, letter) => (unit ? String.fromCharCode(Number.parseInt(unit, 16)) : CONTROLS[letter] ?? letter);
  // Half a surrogate pair cannot travel as UTF-8: it becomes U+FFFD, here as there.
  return raw.replace(ESCAPE, decode).toWellFormed();
}

const children = (node) => Array.from({ length: node.childCount }, (_, index) => node.getChild(index));

/** The words of a part, in lower case, one space between them. */
const words = (node) => (node.childCount === 0 ? node.text.toLowerCase() : children(node).map(words).join(' '));

if (import.meta.filename === process.argv[1]) {
  for await (const line of createInterface({ input: process.stdin })) {
    if (line === '') continue;
    let answer;
    try {
      answer = official(JSON.parse(line).jql);
    } catch (error) {
      // Deep nesting overflows its stack; that is the parser's answer too.
      answer = { ok: false, ast: null, failed: String(error?.message ?? error) };
    }
    process.stdout.write(`${JSON.stringify(answer)}\n`);
  }
}
