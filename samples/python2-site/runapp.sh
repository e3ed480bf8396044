#!/bin/bash
exec python -u serve.py
