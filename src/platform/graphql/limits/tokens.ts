import { Lexer, Source, type Token, TokenKind } from 'graphql'
import { isStorable } from '../../../kernel/text.ts'
import { notStorable } from '../../http/stored-text.ts'
import type { GraphqlLimits } from './defaults.ts'
import { atMost, overLimit } from './refusal.ts'
import { notFinite } from './variables.ts'

const OPENING: ReadonlySet<string> = new Set([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L])
const CLOSING: ReadonlySet<string> = new Set([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R])

/**
 * One pass of the lexer, before the parser: graphql-js parses by recursion, and 5,000 nested brackets end in
 * "Maximum call stack size exceeded". Stops at the first limit, so its cost is bounded by the limits.
 * Throws a syntax GraphQLError for text that is no GraphQL.
 */
export function checkTokens(query: string, limits: GraphqlLimits): void {
  const lexer = new Lexer(new Source(query))
  const seen = { tokens: 0, nesting: 0, directives: 0, spreads: 0 }
  for (let token = lexer.advance(); token.kind !== TokenKind.EOF; token = lexer.advance()) {
    seen.tokens++
    if (OPENING.has(token.kind)) seen.nesting++
    else if (CLOSING.has(token.kind)) seen.nesting--
    else if (token.kind === TokenKind.AT) seen.directives++
    else if (token.kind === TokenKind.SPREAD) seen.spreads++
    else checkLiteral(token, limits)
    if (seen.tokens > limits.tokens) throw atMost('TOKENS', limits.tokens, '查询的词元过多', 'Too many tokens')
    if (seen.nesting > limits.nesting)
      throw atMost('NESTING', limits.nesting, '括号嵌套过深', 'Brackets nest too deeply')
    if (seen.directives > limits.directives) {
      throw atMost('DIRECTIVES', limits.directives, '指令过多', 'Too many directives')
    }
    if (seen.spreads > limits.spreads) throw atMost('SPREADS', limits.spreads, '片段引用过多', 'Too many spreads')
  }
}

function checkLiteral(token: Token, limits: GraphqlLimits): void {
  const { kind, value } = token
  if (kind === TokenKind.INT || kind === TokenKind.FLOAT) {
    if (!Number.isFinite(Number(value))) throw notFinite('query')
  } else if (kind === TokenKind.STRING || kind === TokenKind.BLOCK_STRING) {
    if (value.length > limits.stringLength) {
      throw overLimit(
        'STRING_LENGTH',
        'query',
        `单个文本最长 ${limits.stringLength} 个字符`,
        `One text may have ${limits.stringLength} characters at most`,
      )
    }
    if (!isStorable(value)) throw notStorable('query')
  }
}
