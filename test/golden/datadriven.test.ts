import { describe, expect, it } from 'vitest';
import { type Case, parseCases, parseDirective } from '../../scripts/golden/datadriven.ts';

function only(text: string): Case {
  const cases = parseCases(text);
  expect(cases).toHaveLength(1);
  return cases[0] as Case;
}

describe('a file of cases', () => {
  it('has comments, blank lines and cases, each known by its line', () => {
    const cases = parseCases('# first\n\none a=1\n----\nx\n\n\n  # second\ntwo\n----\ny\n');
    expect(cases.map(({ line, command, expected }) => ({ line, command, expected }))).toEqual([
      { line: 3, command: 'one', expected: 'x\n' },
      { line: 9, command: 'two', expected: 'y\n' },
    ]);
  });

  it('has input of several lines, which may be blank or begin with #', () => {
    expect(only('run\n\nv1 v2\n\n# not a comment\n----\nx\n').input).toBe(
      'v1 v2\n\n# not a comment',
    );
  });

  it('keeps the blanks at both ends of expected lines', () => {
    expect(only('run\n----\n     idx\n>  1 \n').expected).toBe('     idx\n>  1 \n');
  });

  it('ends expected output at the first blank line, or at the end of the file', () => {
    expect(only('run\n----\na\nb').expected).toBe('a\nb\n');
    expect(parseCases('run\n----\na\n   \nnext\n----\n').map((each) => each.expected)).toEqual([
      'a\n',
      '',
    ]);
  });

  it('has doubled separators around expected output with blank lines', () => {
    const [first, second] = parseCases(
      'run\n----\n----\na\n\nb\n----\nc\n----\n----\n\nnext\n----\nd\n',
    );
    expect(first?.expected).toBe('a\n\nb\n----\nc\n');
    expect(second).toMatchObject({ line: 12, command: 'next', expected: 'd\n' });
  });

  it('may have been written on Windows', () => {
    expect(only('run a=1\r\nv1\r\n----\r\nx\r\n')).toMatchObject({ input: 'v1', expected: 'x\n' });
  });

  it('continues a directive after a backslash', () => {
    const wrapped = only('run a=1 \\\n  b=(2, \\\n  3)\nv1\n----\nx\n');
    expect(wrapped).toMatchObject({ line: 1, command: 'run', input: 'v1' });
    expect(wrapped.args).toEqual([
      { key: 'a', values: ['1'] },
      { key: 'b', values: ['2', '3'] },
    ]);
  });

  it('groups cases as subtests, which are no cases themselves', () => {
    expect(only('subtest group\n\nrun\n----\nx\n\nsubtest end\n').line).toBe(3);
  });

  it('is malformed where a directive or a separator is', () => {
    const [first, second] = parseCases('run a=(1,2\n----\nx\n\nrun\nv1\n');
    expect(first?.malformed).toBe('cannot parse directive at column 6: run a=(1,2');
    expect(second?.malformed).toBe('no ---- before the end');
  });
});

describe('a directive', () => {
  it('is a command with arguments that have no value, one, or several', () => {
    expect(parseDirective('run  a  b=1   c=(2,   (3,4), 5+(6)) d= e=()')).toEqual({
      command: 'run',
      args: [
        { key: 'a', values: [] },
        { key: 'b', values: ['1'] },
        { key: 'c', values: ['2', '(3,4)', '5+(6)'] },
        { key: 'd', values: [''] },
        { key: 'e', values: [''] },
      ],
    });
  });

  it('cannot have an argument without a name', () => {
    expect(() => parseDirective('run a=1 =2')).toThrow('cannot parse directive at column 9');
  });
});
