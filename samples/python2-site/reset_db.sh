#!/bin/bash
rm -f tasks.txt
echo "water the plants" > tasks.txt
