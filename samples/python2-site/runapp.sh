#!/bin/bash
exec python serve.py
