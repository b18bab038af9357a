// Command foreign checks a log in a directory with Go's own implementation of notes and tiled logs, so that the Rust code is
// held against something it does not share a line with.
//
//	foreign DIR VERIFIER-KEY
//
// DIR holds `checkpoint`, `tile/…` and `tile/entries/…`, and may hold `checkpoint.old` of an earlier, non-empty size. It prints
// the number of entries whose inclusion it verified and exits 1 at the first thing that does not hold.
package main

import (
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// height is the height of a tile in C2SP tlog-tiles.
const height = 8

func main() {
	if len(os.Args) != 3 {
		fail(errors.New("usage: foreign DIR VERIFIER-KEY"))
	}
	count, err := verify(directory(os.Args[1]), os.Args[2])
	if err != nil {
		fail(err)
	}
	fmt.Println(count)
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

// verify checks the signature, every entry's inclusion and, if there is an older checkpoint, that the log continues it.
func verify(dir directory, key string) (int64, error) {
	tree, err := dir.head("checkpoint", key)
	if err != nil {
		return 0, err
	}
	nodes := tlog.TileHashReader(tree, dir)
	for index := int64(0); index < tree.N; index++ {
		if err := included(dir, nodes, tree, index); err != nil {
			return 0, fmt.Errorf("entry %d: %w", index, err)
		}
	}
	if _, err := os.Stat(dir.path("checkpoint.old")); err == nil {
		if err := continues(dir, nodes, tree, key); err != nil {
			return 0, fmt.Errorf("older checkpoint: %w", err)
		}
	}
	return tree.N, nil
}

func included(dir directory, nodes tlog.HashReader, tree tlog.Tree, index int64) error {
	entry, err := dir.entry(index, tree.N)
	if err != nil {
		return err
	}
	proof, err := tlog.ProveRecord(tree.N, index, nodes)
	if err != nil {
		return err
	}
	return tlog.CheckRecord(proof, tree.N, tree.Hash, index, tlog.RecordHash(entry))
}

func continues(dir directory, nodes tlog.HashReader, tree tlog.Tree, key string) error {
	old, err := dir.head("checkpoint.old", key)
	if err != nil {
		return err
	}
	proof, err := tlog.ProveTree(tree.N, old.N, nodes)
	if err != nil {
		return err
	}
	return tlog.CheckTree(proof, tree.N, tree.Hash, old.N, old.Hash)
}

// directory is a log as static files.
type directory string

func (d directory) path(name string) string {
	return filepath.Join(string(d), filepath.FromSlash(name))
}

// head opens a checkpoint: origin, size and root in a note signed by the key, whose name must be the origin.
func (d directory) head(name, key string) (tlog.Tree, error) {
	verifier, err := note.NewVerifier(key)
	if err != nil {
		return tlog.Tree{}, err
	}
	signed, err := os.ReadFile(d.path(name))
	if err != nil {
		return tlog.Tree{}, err
	}
	opened, err := note.Open(signed, note.VerifierList(verifier))
	if err != nil {
		return tlog.Tree{}, err
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) != 4 || lines[0] != verifier.Name() || lines[3] != "" {
		return tlog.Tree{}, fmt.Errorf("not a checkpoint of %s", verifier.Name())
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		return tlog.Tree{}, err
	}
	root, err := tlog.ParseHash(lines[2])
	return tlog.Tree{N: size, Hash: root}, err
}

// entry reads one entry out of its bundle.
func (d directory) entry(index, size int64) ([]byte, error) {
	first := index >> height << height
	width := min(size-first, 1<<height)
	tile := tlog.Tile{H: height, L: -1, N: first >> height, W: int(width)}
	rest, err := os.ReadFile(d.path(filePath(tile)))
	for at := first; err == nil; at++ {
		if len(rest) < 2 || len(rest) < 2+int(binary.BigEndian.Uint16(rest)) {
			return nil, errors.New("the bundle ends early")
		}
		end := 2 + int(binary.BigEndian.Uint16(rest))
		if at == index {
			return rest[2:end], nil
		}
		rest = rest[end:]
	}
	return nil, err
}

// Height, ReadTiles and SaveTiles make the directory a tlog.TileReader.
func (d directory) Height() int { return height }

func (d directory) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	read := make([][]byte, len(tiles))
	for i, tile := range tiles {
		data, err := os.ReadFile(d.path(filePath(tile)))
		if err != nil {
			return nil, err
		}
		read[i] = data
	}
	return read, nil
}

func (d directory) SaveTiles([]tlog.Tile, [][]byte) {}

// filePath is C2SP's path: the Go module's own without the height, and with the data tiles called entries.
func filePath(tile tlog.Tile) string {
	path := strings.Replace(tile.Path(), fmt.Sprintf("tile/%d/", height), "tile/", 1)
	return strings.Replace(path, "tile/data/", "tile/entries/", 1)
}
