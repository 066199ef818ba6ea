/**
 * One key for one file, however an editor or a file system spells it. Windows is tried on every platform: the functions take the
 * style of paths as an argument.
 */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  baseName,
  isInside,
  joinKey,
  keyFromPath,
  keyFromUri,
  parentKey,
  pathFromKey,
  relativeKey,
  resolveKey,
  uriFromKey,
  type DocumentKey,
  type PathStyle,
} from '../../../server/src/base/documentKey';

describe('document keys', () => {
  const windowsPaths: readonly (readonly [string, string])[] = [
    ['C:\\shop\\models.py', 'c:/shop/models.py'],
    ['c:/shop/models.py', 'c:/shop/models.py'],
    ['/C:/shop/models.py', 'c:/shop/models.py'],
    ['C:\\shop\\', 'c:/shop'],
    ['C:\\shop\\\\models.py', 'c:/shop/models.py'],
    ['C:\\', 'c:/'],
    ['C:', 'c:/'],
    ['\\\\Server\\Share\\models.py', '//server/Share/models.py'],
    ['\\\\server\\share\\', '//server/share'],
    ['D:\\mein Laden\\100%\\größe #1.py', 'd:/mein Laden/100%/größe #1.py'],
  ];
  for (const [path, key] of windowsPaths) it(`take ${path} for ${key} on Windows`, () => assert.equal(keyFromPath(path, 'windows'), key));

  const posixPaths: readonly (readonly [string, string])[] = [
    ['/srv/shop/models.py', '/srv/shop/models.py'],
    ['/srv/shop/', '/srv/shop'],
    ['//srv///shop', '/srv/shop'],
    ['/', '/'],
    ['/srv/a\\b.py', '/srv/a\\b.py'],
    ['/srv/C:/x.py', '/srv/C:/x.py'],
  ];
  for (const [path, key] of posixPaths) it(`take ${path} for ${key} elsewhere`, () => assert.equal(keyFromPath(path, 'posix'), key));

  const windowsUris: readonly (readonly [string, string])[] = [
    ['file:///C:/shop/models.py', 'c:/shop/models.py'],
    ['file:///c:/shop/models.py', 'c:/shop/models.py'],
    ['file:///c%3A/shop/models.py', 'c:/shop/models.py'],
    ['file:///C%3a/shop/models.py', 'c:/shop/models.py'],
    ['FILE:///c%3A/shop/', 'c:/shop'],
    ['file:/C:/shop', 'c:/shop'],
    ['file://localhost/c:/shop', 'c:/shop'],
    ['file:///c%3A/', 'c:/'],
    ['file:///c:', 'c:/'],
    ['file://server/share/models.py', '//server/share/models.py'],
    ['file://SERVER/share/models.py', '//server/share/models.py'],
    ['file:////server/share/mein%20Laden.py', '//server/share/mein Laden.py'],
    ['file:///c%3A/100%25/a%20b%23c.py', 'c:/100%/a b#c.py'],
    ['file:///c%3A/a%2520b.py', 'c:/a%20b.py'],
    ['file:///c:/100%/gr%C3%B6%C3%9Fe.py', 'c:/100%/größe.py'],
  ];
  for (const [uri, key] of windowsUris) it(`take ${uri} for ${key} on Windows`, () => assert.equal(keyFromUri(uri, 'windows'), key));

  const posixUris: readonly (readonly [string, string])[] = [
    ['file:///srv/shop/models.py', '/srv/shop/models.py'],
    ['file:///srv/mein%20Laden/', '/srv/mein Laden'],
    ['file:////srv/shop', '/srv/shop'],
    ['file://localhost/srv/shop', '/srv/shop'],
    ['file:///srv/a%5Cb.py', '/srv/a\\b.py'],
    ['file:///', '/'],
  ];
  for (const [uri, key] of posixUris) it(`take ${uri} for ${key} elsewhere`, () => assert.equal(keyFromUri(uri, 'posix'), key));

  it('know no other schemes', () => {
    for (const uri of ['untitled:Untitled-1', 'git:/srv/models.py', 'vscode-remote://ssh/srv/x.py', '/srv/x.py', ''])
      assert.equal(keyFromUri(uri), null);
  });

  it('are written as URIs the way VS Code writes them, and as paths the way the system does', () => {
    const key = keyFromPath('C:\\mein Laden\\größe.py', 'windows');
    assert.equal(uriFromKey(key), 'file:///c%3A/mein%20Laden/gr%C3%B6%C3%9Fe.py');
    assert.equal(pathFromKey(key, 'windows'), 'c:\\mein Laden\\größe.py');
    assert.equal(uriFromKey(keyFromPath('\\\\server\\share\\x.py', 'windows')), 'file://server/share/x.py');
    assert.equal(pathFromKey(keyFromPath('\\\\server\\share\\x.py', 'windows'), 'windows'), '\\\\server\\share\\x.py');
    assert.equal(pathFromKey(keyFromPath('/srv/x.py', 'posix'), 'posix'), '/srv/x.py');
  });

  for (const root of ['/', 'c:/', '//server/share'] as DocumentKey[]) {
    const separator = root.endsWith('/') ? '' : '/';

    it(`make ${root} the end of every climb, and no part of a name below it`, () => {
      const file = joinKey(root, 'shop', 'models.py');
      assert.equal(file, `${root}${separator}shop/models.py`);
      assert.equal(baseName(file), 'models.py');
      assert.equal(parentKey(file), `${root}${separator}shop`);
      assert.equal(parentKey(parentKey(file)), root);
      assert.equal(parentKey(root), root);
      assert.equal(relativeKey(root, file), 'shop/models.py');
      assert.equal(relativeKey(root, root), '.');
      assert.ok(isInside(root, file) && isInside(root, root) && !isInside(file, root));
    });
  }

  it('lie inside a folder by whole names only', () => {
    const [shop, shop2] = [keyFromPath('/srv/shop', 'posix'), keyFromPath('/srv/shop2/models.py', 'posix')];
    assert.ok(!isInside(shop, shop2));
    assert.equal(relativeKey(shop, shop2), '/srv/shop2/models.py');
  });

  it('are resolved from a folder, as any platform writes a path', () => {
    const folder = keyFromPath('/srv/shop/lib', 'posix');
    for (const [path, key] of [
      ['src', '/srv/shop/lib/src'],
      ['./src/', '/srv/shop/lib/src'],
      ['..\\..\\src\\pkg', '/srv/src/pkg'],
      ['../../../../..', '/'],
      ['', '/srv/shop/lib'],
      ['/opt//env/../venv', '/opt/venv'],
      ['C:\\Envs\\shop\\..\\blog', 'c:/Envs/blog'],
      ['\\\\Server\\share\\env', '//server/share/env'],
    ] as const)
      assert.equal(resolveKey(folder, path), key, path);
  });

  for (const style of ['posix', 'windows'] as const) {
    it(`come back from their URI, their path, and any spelling of a trailing separator (${style})`, () => {
      fc.assert(
        fc.property(pathOf(style), fc.constantFrom('', '/', '//'), (path, ending) => {
          const key = keyFromPath(path, style);
          assert.equal(keyFromUri(uriFromKey(key), style), key);
          assert.equal(keyFromPath(pathFromKey(key, style), style), key);
          assert.equal(keyFromPath(path + ending, style), key);
        }),
      );
    });

    it(`are taken apart and put together without loss (${style})`, () => {
      fc.assert(
        fc.property(pathOf(style), nameOf(style), (path, name) => {
          const folder = keyFromPath(path, style);
          const file = joinKey(folder, name);
          assert.deepEqual([parentKey(file), baseName(file), relativeKey(folder, file)], [folder, name, name]);
          assert.ok(isInside(folder, file));
          assert.equal(keyFromPath(pathFromKey(file, style), style), file);
        }),
      );
    });
  }
});

/** A file or folder name with anything in it that the system allows; a lone half of a character is no name. */
function nameOf(style: PathStyle): fc.Arbitrary<string> {
  const odd = fc.constantFrom('%', '#', '?', ' ', '%25', '%3A', 'ü', '\u{1f40d}', '&', '+', ';', '@', '~', style === 'posix' ? '\\' : '-');
  const piece = fc.oneof(odd, fc.string({ unit: 'grapheme', maxLength: 6 }));
  return fc
    .array(piece, { minLength: 1, maxLength: 4 })
    .map((pieces) => pieces.join('').replace(style === 'windows' ? /[/\\:*?"<>|\0]/g : /[/\0]/g, ''))
    .filter((name) => name !== '' && name !== '.' && name !== '..');
}

function pathOf(style: PathStyle): fc.Arbitrary<string> {
  const start = style === 'posix' ? fc.constant('') : fc.constantFrom('c:', 'C:', 'z:', '\\\\server\\share', '//Server/share');
  const separator = style === 'posix' ? '/' : '\\';
  // A folder called `C:` below the root of a posix system has the URI of a drive.
  const names = fc.array(nameOf(style), { maxLength: 4 }).filter(([first]) => style === 'windows' || !/^[A-Za-z]:$/.test(first ?? ''));
  return fc.tuple(start, names).map(([head, rest]) => [head, ...rest].join(separator) || separator);
}
