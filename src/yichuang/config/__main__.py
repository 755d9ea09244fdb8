from yichuang.config.cli import main

main()
