def pytest_addoption(parser):
    parser.addoption(
        "--write-matrix", action="store_true",
        help="write tests/house/access_matrix.csv anew instead of comparing with it; then read its diff",
    )  # fmt: skip
