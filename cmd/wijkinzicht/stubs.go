package main

import "context"

func runServe(ctx context.Context, args []string, e env) error { return nil }
func runExport(ctx context.Context, args []string, e env) error { return nil }
func runCheck(ctx context.Context, args []string, e env) error { return nil }
